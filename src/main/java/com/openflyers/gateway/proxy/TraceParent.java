package com.openflyers.gateway.proxy;

/// The `traceparent` field of W3C Trace Context, level 1: `00-<32 hex>-<16 hex>-<2 hex>`, in lower case.
final class TraceParent {

    private static final int LENGTH = 55;

    private TraceParent() {}

    /// Whether a client's own may go on unchanged. All zeros are invalid, and so is version `ff`.
    static boolean isSound(String value) {
        if (value.length() < LENGTH || (value.length() > LENGTH && value.startsWith("00"))) {
            return false;
        }
        return value.charAt(2) == '-'
                && value.charAt(35) == '-'
                && value.charAt(52) == '-'
                && isHex(value, 0, 2)
                && isHex(value, 3, 35)
                && isHex(value, 36, 52)
                && isHex(value, 53, LENGTH)
                && !value.startsWith("ff")
                && !isZero(value, 3, 35)
                && !isZero(value, 36, 52)
                && (value.length() == LENGTH || value.charAt(LENGTH) == '-');
    }

    /// A new trace, not sampled, whose id is the request's: one number leads from a log line to a trace.
    static String from(CharSequence requestId) {
        return "00-" + requestId + "-" + requestId.subSequence(0, 16) + "-00";
    }

    private static boolean isHex(String value, int from, int to) {
        for (var i = from; i < to; i++) {
            var c = value.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String value, int from, int to) {
        for (var i = from; i < to; i++) {
            if (value.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
