package io.kintsugi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.kintsugi.topology.yaml.YamlValue.Mapping;
import io.kintsugi.topology.yaml.YamlValue.Scalar;
import io.kintsugi.topology.yaml.YamlValue.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps docs/schema/cluster-v1.json true to what the reader accepts. */
class SchemaTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "schema", "cluster-v1.json");

    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(published());

    static List<String> valid() {
        return Samples.VALID;
    }

    static Stream<BrokenYaml> broken() {
        return BrokenYaml.all();
    }

    private static String published() {
        try {
            return Files.readString(PUBLISHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validSample_fitsTheSchema(String sample) {
        assertThat(violations(Samples.text(sample))).isEmpty();
        assertThat(violations(TopologyYaml.write(Samples.parse(Samples.text(sample)))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenShape_breaksTheSchema(BrokenYaml broken) {
        Set<ValidationMessage> violations = violations(broken.text());
        assertThat(violations.isEmpty()).as("%s", violations).isEqualTo(!broken.breaksSchema());
    }

    @Test
    void resource_isThePublishedFile() {
        assertThat(TopologyYaml.schema()).isEqualTo(published());
    }

    private Set<ValidationMessage> violations(String text) {
        return schema.validate(json(YamlComposer.compose(text, new Problems("schema"))));
    }

    private static JsonNode json(YamlValue value) {
        if (value instanceof Mapping mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (value instanceof Sequence sequence) {
            return JsonNodeFactory.instance
                    .arrayNode()
                    .addAll(sequence.items().stream().map(SchemaTest::json).toList());
        }
        return scalar((Scalar) value);
    }

    private static JsonNode scalar(Scalar scalar) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (scalar.isNull()) {
            return factory.nullNode();
        }
        if (scalar.isTruth()) {
            return factory.booleanNode(scalar.text().equalsIgnoreCase("true"));
        }
        if (scalar.isInteger()) {
            return factory.numberNode(Long.parseLong(scalar.text()));
        }
        return scalar.isText() ? factory.textNode(scalar.text()) : factory.numberNode(new BigDecimal(scalar.text()));
    }
}
