package io.kintsugi.benchmarks.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FlameGraphTest {

    private static Frame tree() {
        Frame root = new Frame("all");
        root.add(List.of("Main.main", "jdbc.Driver.connect"), 3);
        root.add(List.of("Main.main", "jdbc.Driver.connect", "List<E>.add"), 1);
        root.add(List.of("Main.other"), 4);
        return root;
    }

    @Test
    void totals_addUp() {
        Frame root = tree();
        assertThat(root.total()).isEqualTo(8);
        assertThat(root.callees()).extracting(Frame::method).containsExactlyInAnyOrder("Main.main", "Main.other");
        assertThat(Samples.top(root, 1)).singleElement().asString().contains("50.0 %", "Main.other");
        assertThat(Samples.inclusive(root, 5)).singleElement().asString().contains("50.0 %", "jdbc.Driver.connect");
    }

    @Test
    void drawing_isWellFormed_andShowsEveryShare() throws Exception {
        String svg = FlameGraph.draw(tree(), "a & b", "samples");
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(svg).contains("Main.main: 50.0 %", "List&lt;E&gt;.add: 12.5 %", "a &amp; b");
    }
}
