package io.kintsugi.jdbc.contract;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows an object of {@code java.sql} to a test and writes down every call with its outcome, and so on for every object
 * that a call gives. What two contestants' recorders wrote is equal when nobody can tell them apart.
 */
final class Recorder {
    /** The most special first: an object is shown as the first of these that it is. */
    private static final List<Class<?>> SHOWN = List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            Connection.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Savepoint.class,
            Array.class,
            NClob.class,
            Clob.class,
            Blob.class,
            SQLXML.class);

    private static final Set<Class<?>> UNNUMBERED =
            Set.of(DatabaseMetaData.class, ResultSetMetaData.class, ParameterMetaData.class);

    /** Answers that name the contestant itself. */
    private static final Set<String> OWN =
            Set.of("getURL", "unwrap", "isWrapperFor", "toString", "hashCode", "equals", "getSavepointId");

    /** An object's own text: some drivers give it for bytes, and a stream has no other. */
    private static final Pattern ADDRESS = Pattern.compile("(\\[B|java\\.io\\.\\w+)@[0-9a-f]+");

    /** Names that the server makes unique by the number of an object. */
    private static final Pattern NUMBERED = Pattern.compile("_\\d{5,}\\b");

    private final List<String> lines = new ArrayList<>();
    private final Map<Object, Object> shown = new IdentityHashMap<>();
    private final Map<Object, Object> originals = new IdentityHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final UnaryOperator<String> neutral;
    private boolean paused;

    /** @param neutral hides names that differ between contestants */
    Recorder(UnaryOperator<String> neutral) {
        this.neutral = neutral;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** From now on nothing is written down: what follows differs between contestants for a reason. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    void say(String what, @Nullable Object value) {
        if (!paused) {
            String line =
                    ADDRESS.matcher(neutral.apply(what + " = " + text(value))).replaceAll("$1@");
            lines.add(NUMBERED.matcher(line).replaceAll("_#"));
        }
    }

    <T> T show(Class<T> type, T target) {
        Object known = shown.get(target);
        if (known != null) {
            return type.cast(known);
        }
        // Whether metadata is one object or several is nobody's business.
        String name = UNNUMBERED.contains(type)
                ? type.getSimpleName()
                : type.getSimpleName() + numbers.merge(type.getSimpleName(), 1, Integer::sum);
        Object proxy =
                Proxy.newProxyInstance(Recorder.class.getClassLoader(), new Class<?>[] {type}, new Calls(target, name));
        shown.put(target, proxy);
        originals.put(proxy, target);
        return type.cast(proxy);
    }

    private @Nullable Object original(@Nullable Object given) {
        return given == null ? null : originals.getOrDefault(given, given);
    }

    private final class Calls implements InvocationHandler {
        private final Object target;
        private final String name;

        Calls(Object target, String name) {
            this.target = target;
            this.name = name;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
                throws Throwable {
            @Nullable
            Object[] arguments = given == null
                    ? new Object[0]
                    : Arrays.stream(given).map(Recorder.this::original).toArray();
            String call = name + "." + method.getName() + "("
                    + Arrays.stream(arguments).map(Recorder.this::text).collect(Collectors.joining(", ")) + ")";
            try {
                Object answer = readable(method.invoke(target, arguments));
                if (!OWN.contains(method.getName())) {
                    say(call, method.getReturnType() == void.class ? "done" : answer);
                }
                return showing(answer);
            } catch (InvocationTargetException thrown) {
                Throwable failure = requireNonNull(thrown.getCause(), "cause");
                say(call, "failed: " + Failures.kind(failure));
                throw failure;
            }
        }
    }

    private @Nullable Object showing(@Nullable Object answer) {
        return SHOWN.stream()
                .filter(type -> type.isInstance(answer))
                .findFirst()
                .<@Nullable Object>map(type -> shownAs(type, answer))
                .orElse(answer);
    }

    private <T> T shownAs(Class<T> type, @Nullable Object answer) {
        return show(type, type.cast(requireNonNull(answer, "answer")));
    }

    /** Streams are read, so that what they hold can be written down, and given on as new ones. */
    private static @Nullable Object readable(@Nullable Object answer) throws IOException {
        if (answer instanceof InputStream stream) {
            return new Bytes(stream.readAllBytes());
        }
        if (answer instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return new Text(text.toString());
        }
        return answer;
    }

    private static final class Bytes extends ByteArrayInputStream {
        Bytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public String toString() {
            return new String(buf, StandardCharsets.ISO_8859_1);
        }
    }

    private static final class Text extends StringReader {
        private final String text;

        Text(String text) {
            super(text);
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        for (Class<?> type : SHOWN) {
            if (type.isInstance(value)) {
                return type.getSimpleName();
            }
        }
        if (value instanceof SQLException) {
            return value.getClass().getSimpleName();
        }
        if (value instanceof Map || value instanceof java.util.Collection) {
            return value.toString();
        }
        if (value.getClass().isArray()) {
            return value.getClass().getSimpleName() + " " + Arrays.deepToString(new Object[] {value});
        }
        if (value instanceof InputStream || value instanceof Reader || isPlain(value)) {
            return value.getClass().getSimpleName() + " " + value;
        }
        return value.getClass().getSimpleName();
    }

    private static boolean isPlain(Object value) {
        String name = value.getClass().getName();
        return name.startsWith("java.lang.")
                || name.startsWith("java.math.")
                || name.startsWith("java.time.")
                || name.startsWith("java.util.")
                || name.startsWith("java.sql.")
                || name.startsWith("org.postgresql.util.")
                || value instanceof Enum;
    }
}
