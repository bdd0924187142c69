package io.kintsugi.jdbc.oracle;

import io.kintsugi.testkit.oracle.Dice;
import io.kintsugi.testkit.oracle.Query;
import java.util.List;

/**
 * Random SELECTs whose answers leave the server no choice but the order of rows: what SQL leaves open is not asked, by
 * form, see {@link Column} and {@link JoinForms}. Confined to one thread.
 */
final class SelectMaker {
    /** How often the same text comes again with other constants: then a plan is there already. */
    private static final int AGAIN_CHANCE = 33;

    /** How often these constants are written as they were. */
    private static final int ALIKE_CHANCE = 80;

    private final Dice chance;
    private final Speech speech;
    private long last;
    private long lastForms;

    SelectMaker(Dice chance, Speech speech) {
        this.chance = chance;
        this.speech = speech;
        this.last = chance.seed();
        this.lastForms = chance.seed();
    }

    Query next() {
        boolean again = chance.percent(AGAIN_CHANCE);
        last = again ? last : chance.seed();
        lastForms = again && chance.percent(ALIKE_CHANCE) ? lastForms : chance.seed();
        return new Maker(Tools.of(new Dice(last), new Dice(lastForms), new Dice(chance.seed()), speech)).query();
    }

    /** Makes one. */
    private static final class Maker {
        private final Tools tools;
        private final Dice dice;
        private final RowForms rows;
        private final JoinForms joins;
        private final GroupForms groups;
        private final NestedForms nested;
        private final DerivedForms derived;

        Maker(Tools tools) {
            this.tools = tools;
            this.dice = tools.dice();
            this.rows = new RowForms(tools);
            this.joins = new JoinForms(tools);
            this.groups = new GroupForms(tools, rows);
            this.nested = new NestedForms(tools, rows, joins);
            this.derived = new DerivedForms(tools, rows, groups, joins);
        }

        Query query() {
            int roll = dice.roll(100);
            if (roll < 30) {
                Ref one = one();
                return query("one table", rows.rows(List.of(one), one.from()));
            }
            if (roll < 50) {
                return joined();
            }
            if (roll < 64) {
                Ref one = one();
                return query("groups", groups.groups(List.of(one), one.from()));
            }
            if (roll < 72) {
                return query("subquery", nested.subquery());
            }
            if (roll < 75) {
                return query("set", nested.set());
            }
            if (roll < 81) {
                return query("common table", derived.common());
            }
            if (roll < 91) {
                return query("derived", derived.derived());
            }
            return further(roll);
        }

        private Query further(int roll) {
            if (roll < 93) {
                return query("window", nested.window());
            }
            if (roll < 95) {
                return dice.percent(20) ? query("lock", nested.lock()) : query("window", nested.window());
            }
            if (roll < 98) {
                String age =
                        tools.values().of(tools.speech().schema().named("users").column("age"));
                String text =
                        dice.of(tools.speech().tableless(age, tools.values().key("bigint")));
                return query("tableless", new Body(text, false));
            }
            return query("error", new Body(dice.of(tools.speech().errors()), false));
        }

        private Query query(String form, Body body) {
            return tools.marks().query(form, body.text(), body.ordered());
        }

        private Ref one() {
            Schema schema = tools.speech().schema();
            Table table = dice.percent(12) ? dice.of(schema.views()) : dice.of(schema.tables());
            table = dice.percent(20) ? schema.ofAllTypes() : table;
            String alias = dice.of("", "t", table.name(), "x1");
            return alias.equals("t") && !schema.views().contains(table)
                    ? joins.named(table, alias)
                    : new Ref(table, alias);
        }

        private Query joined() {
            JoinForms.From from = joins.some();
            return dice.percent(30)
                    ? query("join groups", groups.groups(from.refs(), from.text(), from.where()))
                    : query("join", rows.rows(from.refs(), from.text(), from.where()));
        }
    }
}
