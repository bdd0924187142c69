package io.kintsugi.testkit.architecture.seeded.second;

import io.kintsugi.testkit.architecture.seeded.first.First;

/** The other half of the seeded cycle; shows a field. */
public final class Second {
    public int value = First.Colour.RED.ordinal();
}
