package io.kintsugi.topology.yaml;

import io.kintsugi.topology.Dialect;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node's address, {@code postgresql://host:port/database?parameter=value}. Read by hand, because java.net.URI refuses
 * host names with underscores and says little about what is wrong.
 */
record NodeUrl(Dialect dialect, String host, int port, String database, Map<String, String> parameters) {
    private static final String FORM = "scheme://host:port/database";
    private static final int PORT_MAX = 65_535;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})?");
    private static final Pattern ADDRESS_V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]{1,15})?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(?::(.*))?");
    private static final List<String> SECRET_PARAMETERS = List.of("user", "password", "sslpassword");

    /** What is wrong with an address; the text never holds the address itself, which may hold a password. */
    static final class BadUrlException extends Exception {
        private static final long serialVersionUID = 1L;

        BadUrlException(String message) {
            super(message);
        }
    }

    static NodeUrl parse(String url) throws BadUrlException {
        int schemeEnd = url.indexOf("://");
        if (schemeEnd < 0) {
            throw new BadUrlException("it has no scheme; the form is " + FORM);
        }
        Dialect dialect = dialect(url.substring(0, schemeEnd));
        String rest = url.substring(schemeEnd + 3);
        int query = rest.indexOf('?');
        String parameters = query < 0 ? "" : rest.substring(query + 1);
        String place = query < 0 ? rest : rest.substring(0, query);
        int slash = place.indexOf('/');
        String database = slash < 0 ? "" : place.substring(slash + 1);
        if (database.isEmpty() || database.contains("/")) {
            throw new BadUrlException("it must name one database; the form is " + FORM);
        }
        return located(dialect, place.substring(0, slash), decode(database), parameters(parameters));
    }

    private static Dialect dialect(String scheme) throws BadUrlException {
        for (Dialect dialect : Dialect.values()) {
            if (dialect.label().equals(scheme)) {
                return dialect;
            }
        }
        List<String> known = List.of(Dialect.POSTGRESQL.label(), Dialect.MYSQL.label());
        throw new BadUrlException("its scheme is " + Problems.quote(scheme) + "." + Suggestion.of(scheme, known));
    }

    private static NodeUrl located(Dialect dialect, String authority, String database, Map<String, String> parameters)
            throws BadUrlException {
        if (authority.contains("@")) {
            throw new BadUrlException("it must not hold a user or password; write them under 'credentials'");
        }
        if (authority.contains(",")) {
            throw new BadUrlException("a node is one server; list several as nodes of their own");
        }
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            throw new BadUrlException("its host is not readable; an IPv6 address goes in brackets");
        }
        int port = matcher.group(2) == null ? dialect.defaultPort() : port(matcher.group(2));
        return new NodeUrl(dialect, host(matcher.group(1)), port, database, parameters);
    }

    private static String host(String text) throws BadUrlException {
        if (text.startsWith("[")) {
            String address = text.substring(1, text.length() - 1);
            if (ADDRESS_V6.matcher(address).matches()) {
                return address;
            }
        }
        if (!HOST.matcher(text).matches()) {
            throw new BadUrlException("its host is " + Problems.quote(text));
        }
        return text;
    }

    private static int port(String text) throws BadUrlException {
        boolean readable = text.matches("[0-9]{1,5}");
        int port = readable ? Integer.parseInt(text) : 0;
        if (port < 1 || port > PORT_MAX) {
            throw new BadUrlException("its port is " + Problems.quote(text) + ", not a number from 1 to 65535");
        }
        return port;
    }

    private static Map<String, String> parameters(String query) throws BadUrlException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty() || equals < 0) {
                throw new BadUrlException("its parameters must have the form name=value");
            }
            if (SECRET_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new BadUrlException("it must not hold " + name + "; write it under 'credentials'");
            }
            if (parameters.putIfAbsent(name, decode(pair.substring(equals + 1))) != null) {
                throw new BadUrlException("its parameter " + Problems.quote(name) + " is there twice");
            }
        }
        return parameters;
    }

    private static String decode(String text) throws BadUrlException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.put((byte) (hexDigit(bytes, i + 1) * 16 + hexDigit(bytes, i + 2)));
                i += 2;
            } else {
                decoded.put(bytes[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new BadUrlException("its percent signs do not encode UTF-8");
        }
    }

    private static int hexDigit(byte[] bytes, int index) throws BadUrlException {
        int digit = index < bytes.length ? Character.digit(bytes[index], 16) : -1;
        if (digit < 0) {
            throw new BadUrlException("a percent sign in it is not followed by two hexadecimal digits");
        }
        return digit;
    }

    /** Everything but letters, digits, '.', '_' and '-' as percent signs. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "._-".indexOf(octet) >= 0);
            encoded.append(plain ? String.valueOf((char) octet) : String.format("%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }
}
