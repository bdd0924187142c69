package io.kintsugi.testkit.conformance;

import io.kintsugi.testkit.oracle.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A case file, read.
 *
 * @param guards the rules it guards, such as {@code sql-pitfalls 15}
 * @param mode of transactions over several shards, set in every session of the cluster; empty for the default
 * @param clock whether the case stores times of its run, so that copies are compared with each other only
 * @param sharesWorld whether its world is one that other cases use as it is
 */
record ConformanceCase(
        Path file,
        String title,
        String guards,
        Set<Dialect> dialects,
        List<Integer> shards,
        String mode,
        boolean clock,
        boolean sharesWorld,
        World world,
        List<Step> steps) {
    ConformanceCase {
        dialects = Set.copyOf(dialects);
        shards = List.copyOf(shards);
        steps = List.copyOf(steps);
    }

    String name() {
        String file = this.file.getFileName().toString();
        return file.substring(0, file.length() - CaseFiles.EXTENSION.length());
    }
}
