package io.kintsugi.router.planner.scope;

import io.kintsugi.router.schema.LogicalTable;
import io.kintsugi.topology.Keyspace;
import io.kintsugi.topology.TableDefinition;
import io.kintsugi.topology.TableDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One reference in one place of the statement: the same table named twice is two relations. Filled in while the
 * statement is analysed and not changed afterwards; confined to one planning.
 */
public final class Relation {
    private final RelationKind kind;
    private final String visibleName;
    private final int token;
    private final @Nullable Block block;
    private String systemName = "";
    private @Nullable String schema;
    private @Nullable LogicalTable table;
    private @Nullable TableDefinition definition;
    private @Nullable Keyspace keyspace;
    private @Nullable List<RelationColumn> columns;
    private boolean written;
    /** For DERIVED: the blocks whose rows these are; several for a set operation. */
    final List<Block> bodies = new ArrayList<>();
    /** For a member of WITH: the relations that name it. */
    final List<Relation> referrers = new ArrayList<>();
    /** For a relation that names a member of WITH: that member. */
    @Nullable
    Relation common;

    private List<Fact> facts = List.of();

    Relation(RelationKind kind, String visibleName, int token, @Nullable Block block) {
        this.kind = kind;
        this.visibleName = visibleName;
        this.token = token;
        this.block = block;
    }

    Relation table(
            @Nullable String inSchema, @Nullable LogicalTable logical, @Nullable TableDefinition listed, Keyspace in) {
        this.schema = inSchema;
        this.table = logical;
        this.definition = listed;
        this.keyspace = in;
        return this;
    }

    Relation columns(@Nullable List<RelationColumn> known) {
        this.columns = known;
        return this;
    }

    Relation written() {
        this.written = true;
        return this;
    }

    void facts(List<Fact> known) {
        this.facts = known;
    }

    List<Fact> facts() {
        return facts;
    }

    public RelationKind kind() {
        return kind;
    }

    /** The alias, or the name where there is none. */
    public String visibleName() {
        return visibleName;
    }

    /** The statement's token to point at in messages. */
    public int token() {
        return token;
    }

    /** The block in whose FROM it stands; empty for a member of WITH, which stands in none. */
    public Optional<Block> block() {
        return Optional.ofNullable(block);
    }

    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** What the catalog knows of the table. */
    public Optional<LogicalTable> table() {
        return Optional.ofNullable(table);
    }

    /** What the topology says of the table; empty for one that is listed nowhere. */
    public Optional<TableDefinition> definition() {
        return Optional.ofNullable(definition);
    }

    /** The keyspace of a table of the application. */
    public Keyspace keyspace() {
        if (keyspace == null) {
            throw new IllegalStateException(visibleName + " is " + kind + " and in no keyspace");
        }
        return keyspace;
    }

    /** Its columns in order; empty when they are not known. */
    public Optional<List<RelationColumn>> columns() {
        return Optional.ofNullable(columns);
    }

    /** Whether the statement changes it. */
    public boolean isWritten() {
        return written;
    }

    /** The sharding key of a SHARDED relation. */
    public ColumnNode key() {
        if (definition != null && definition.distribution() instanceof TableDistribution.Sharded sharded) {
            return new ColumnNode(this, sharded.keyColumn());
        }
        throw new IllegalStateException(visibleName + " is not sharded");
    }

    /** The table's name as the topology knows it, and the alias where there is one: for messages. */
    public String describe() {
        String name = definition != null ? definition.name() : table != null ? table.name() : visibleName;
        return name.equals(visibleName) ? name : name + " " + visibleName;
    }

    /** For SYSTEM: its own name, whatever its alias. */
    public String systemName() {
        return systemName;
    }

    Relation systemName(String name) {
        systemName = name;
        return this;
    }

    /** For DERIVED: the one block its rows come from; empty for set operations and members of WITH used twice. */
    public Optional<Block> onlyBody() {
        Relation rows = common == null ? this : common;
        boolean shared = rows.referrers.size() > 1;
        return rows.bodies.size() == 1 && !shared ? Optional.of(rows.bodies.get(0)) : Optional.empty();
    }

    /** For a member of WITH: the one relation that names it; empty where there are several, or none. */
    public Optional<Relation> onlyReference() {
        return referrers.size() == 1 ? Optional.of(referrers.get(0)) : Optional.empty();
    }

    Optional<RelationColumn> column(String name) {
        return columns == null
                ? Optional.empty()
                : columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return kind + " " + visibleName;
    }
}
