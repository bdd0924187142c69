package io.kintsugi.router.lexer;

/**
 * Which type the database gives a number: i for integer, l for bigint, n for numeric; in MySQL also u for unsigned
 * bigint and f for double.
 */
final class NumberKinds {
    private static final int SAFE_INTEGER_DIGITS = 9;

    private NumberKinds() {}

    static char of(String sql, int start, int end) {
        if (end - start <= SAFE_INTEGER_DIGITS && isDecimal(sql, start, end)) {
            return 'i';
        }
        return slow(sql.substring(start, end).replace("_", ""));
    }

    static char ofMySql(String sql, int start, int end) {
        if (!isDecimal(sql, start, end)) {
            String number = sql.substring(start, end);
            return number.indexOf('e') >= 0 || number.indexOf('E') >= 0 ? 'f' : 'n';
        }
        if (end - start <= SAFE_INTEGER_DIGITS) {
            return 'i';
        }
        char kind = slow(sql.substring(start, end));
        boolean large = kind == 'n' && new java.math.BigInteger(sql.substring(start, end)).bitLength() <= 64;
        return large ? 'u' : kind;
    }

    private static boolean isDecimal(String sql, int start, int end) {
        for (int i = start; i < end; i++) {
            if (sql.charAt(i) < '0' || sql.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static char slow(String number) {
        int radix = number.length() < 2 || number.charAt(0) != '0' ? 10 : radix(number.charAt(1));
        String digits = radix == 10 ? number : number.substring(2);
        if (radix == 10 && !isDecimal(digits, 0, digits.length())) {
            return 'n';
        }
        java.math.BigInteger value = new java.math.BigInteger(digits, radix);
        if (value.bitLength() <= 31) {
            return 'i';
        }
        return value.bitLength() <= 63 ? 'l' : 'n';
    }

    private static int radix(char c) {
        return switch (c) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }
}
