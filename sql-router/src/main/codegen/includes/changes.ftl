<#-- Productions of Kintsugi: operators as our token feed gives them, and statements that change data. -->

/** An infix operator; its level is the image of the fed token. */
void FedInfix(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <FED_INFIX> {
        list.add(new SqlParserUtil.ToTreeListItem(GrammarOperators.infix(token.image), getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** A postfix operator: a test, a cast, a collation. */
void FedPostfix(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <FED_POSTFIX> {
        list.add(new SqlParserUtil.ToTreeListItem(GrammarOperators.postfix(token.image), getPos()));
    }
}

/** A query and nothing after it. */
SqlNode FedQueryEof() :
{
    final SqlNode query;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <EOF> { return query; }
}

/** A statement that changes data, perhaps behind WITH, and nothing after it. */
SqlNode FedChangeEof() :
{
    SqlNodeList with = null;
    final SqlNode change;
}
{
    [ with = WithList() ]
    change = FedChange()
    <EOF> {
        return with == null ? change : GrammarOperators.WITH_CHANGE.createCall(change.getParserPosition(), with, change);
    }
}

SqlNode FedChange() :
{
    final SqlNode change;
}
{
    (
        change = FedInsert()
    |
        change = FedUpdate()
    |
        change = FedDelete()
    |
        change = FedMerge()
    )
    { return change; }
}

SqlNode FedInsert() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNodeList columns = null;
    SqlNode source = null;
    SqlNode conflict = null;
    SqlNodeList returning = null;
}
{
    <INSERT> { s = span(); }
    <INTO> table = CompoundTableIdentifier()
    [ <AS> alias = SimpleIdentifier() ]
    [ LOOKAHEAD(2) columns = ParenthesizedSimpleIdentifierList() ]
    (
        <FED_DEFAULT_VALUES>
    |
        source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    [ conflict = FedOnConflict() ]
    [ returning = FedReturning() ]
    {
        return GrammarOperators.INSERT.createCall(s.end(this), table, alias, columns, source, conflict, returning);
    }
}

SqlNode FedOnConflict() :
{
    final Span s;
    final List<SqlNode> target = new ArrayList<SqlNode>();
    SqlNode targetWhere = null;
    SqlNode constraint = null;
    SqlNodeList assignments = null;
    SqlNode where = null;
}
{
    <FED_ON_CONFLICT> { s = span(); }
    [
        <LPAREN>
        AddExpression(target, ExprContext.ACCEPT_SUB_QUERY)
        ( <COMMA> AddExpression(target, ExprContext.ACCEPT_SUB_QUERY) )*
        <RPAREN>
        [ targetWhere = Where() ]
    |
        <FED_ON_CONSTRAINT> constraint = SimpleIdentifier()
    ]
    (
        <FED_DO_NOTHING>
    |
        <FED_DO_UPDATE> assignments = FedAssignments() [ where = Where() ]
    )
    {
        return GrammarOperators.ON_CONFLICT.createCall(s.end(this),
            new SqlNodeList(target, s.end(this)), targetWhere, constraint, assignments, where);
    }
}

SqlNodeList FedAssignments() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    FedAddAssignment(list)
    ( LOOKAHEAD(2) <COMMA> FedAddAssignment(list) )*
    { return new SqlNodeList(list, Span.of(list).pos()); }
}

void FedAddAssignment(List<SqlNode> list) :
{
    final SqlNodeList columns;
    final SqlNode value;
}
{
    columns = SimpleIdentifierOrList()
    <FED_INFIX>
    (
        value = Default()
    |
        value = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    { list.add(GrammarOperators.ASSIGNMENT.createCall(Span.of(columns, value).pos(), columns, value)); }
}

SqlNodeList FedReturning() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
}
{
    <FED_RETURNING>
    AddSelectItem(list)
    ( <COMMA> AddSelectItem(list) )*
    { return new SqlNodeList(list, Span.of(list).pos()); }
}

SqlNode FedUpdate() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final SqlNodeList assignments;
    SqlNode from = null;
    SqlNode where = null;
    SqlNodeList returning = null;
}
{
    <UPDATE> { s = span(); }
    table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    <SET> assignments = FedAssignments()
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    [ returning = FedReturning() ]
    {
        return GrammarOperators.UPDATE.createCall(s.end(this), table, alias, assignments, from, where, returning);
    }
}

SqlNode FedDelete() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNode using = null;
    SqlNode where = null;
    SqlNodeList returning = null;
}
{
    <DELETE> { s = span(); }
    <FROM> table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    [ <USING> using = FromClause() ]
    [ where = Where() ]
    [ returning = FedReturning() ]
    {
        return GrammarOperators.DELETE.createCall(s.end(this), table, alias, using, where, returning);
    }
}

SqlNode FedMerge() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final SqlNode source;
    final SqlNode condition;
    final List<SqlNode> actions = new ArrayList<SqlNode>();
    SqlNodeList returning = null;
}
{
    <MERGE> { s = span(); }
    <INTO> table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    <USING> source = TableRef()
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    ( FedMergeAction(actions) )+
    [ returning = FedReturning() ]
    {
        return GrammarOperators.MERGE.createCall(s.end(this), table, alias, source, condition,
            new SqlNodeList(actions, s.end(this)), returning);
    }
}

/** WHEN … THEN …; adds an action of condition, assignments, column list and row, each where present. */
void FedMergeAction(List<SqlNode> actions) :
{
    final Span s;
    SqlNode condition = null;
    SqlNodeList assignments = null;
    SqlNodeList columns = null;
    SqlNode row = null;
}
{
    <FED_MATCHED> { s = span(); }
    [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <THEN>
    (
        <UPDATE> <SET> assignments = FedAssignments()
    |
        <DELETE>
    |
        <FED_DO_NOTHING>
    |
        <INSERT>
        [ columns = ParenthesizedSimpleIdentifierList() ]
        (
            <FED_DEFAULT_VALUES>
        |
            <VALUES> row = RowConstructor()
        )
    )
    { actions.add(GrammarOperators.MERGE_ACTION.createCall(s.end(this), condition, assignments, columns, row)); }
}

/** The statement of a WITH member that changes data. */
SqlNode FedParenthesizedChange() :
{
    final SqlNode change;
}
{
    <FED_CHANGE> change = FedChange() <RPAREN> { return change; }
}
