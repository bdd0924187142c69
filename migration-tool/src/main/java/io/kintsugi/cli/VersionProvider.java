package io.kintsugi.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Package home = VersionProvider.class.getPackage();
        String version = Optional.ofNullable(home.getImplementationVersion()).orElse("development");
        return new String[] {
            "kintsugi " + version + " (Java " + Runtime.version().feature() + ")"
        };
    }
}
