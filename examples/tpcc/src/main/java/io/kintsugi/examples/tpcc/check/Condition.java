package io.kintsugi.examples.tpcc.check;

import java.util.List;

/** One of the consistency conditions: its number in clause 3.3.2, what it demands, and the probes that find out. */
record Condition(int number, String demand, List<Probe> probes) {

    Condition {
        probes = List.copyOf(probes);
    }
}
