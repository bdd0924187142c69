package io.kintsugi.testkit.architecture.seeded.first;

import io.kintsugi.testkit.architecture.seeded.second.Second;
import java.util.Random;

/** Half of a seeded cycle; draws without a seed. */
public final class First {
    /** Of its constants one is used elsewhere. */
    public enum Colour {
        RED,
        BLUE
    }

    /** Calls the other half. */
    public int draw() {
        return new Random().nextInt() + new Second().value;
    }
}
