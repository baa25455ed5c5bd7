package com.openflyers.gateway.http;

import java.util.Map;

/// An error answer, ready to be sent by any server; only `Date`, `Content-Length` and what concerns the connection are
/// the sender's.
///
/// @param fields in the order in which they are sent, by their usual names
/// @param body   not to be changed; left out of an answer to HEAD, whose `Content-Length` is still its length
@SuppressWarnings("ArrayRecordComponent") // one copy of a body per answer is enough
public record Rendered(int status, Map<String, String> fields, byte[] body) {}
