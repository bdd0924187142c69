package io.kintsugi.router.planner.scope;

import io.kintsugi.router.planner.bind.KeyCondition;
import java.util.List;
import java.util.Set;

/**
 * What is known of one column on every row that matters: the columns it equals and the constants it is compared with.
 *
 * @param members the columns equal to it, itself included
 */
public record KeyClass(Set<ColumnNode> members, List<KeyCondition> conditions) {
    public KeyClass {
        members = Set.copyOf(members);
        conditions = List.copyOf(conditions);
    }

    /** Whether rows that matter agree with the other column's rows in this value. */
    public boolean contains(ColumnNode other) {
        return members.contains(other);
    }
}
