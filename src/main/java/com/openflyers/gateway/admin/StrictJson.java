package com.openflyers.gateway.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads JSON that others wrote, without the freedoms that two readers may take differently.
///
/// Refuses what RFC 8259 leaves open and attackers use: a member named twice, text that is not UTF-8, anything behind
/// the value, deep nesting.
final class StrictJson {

    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(40)
                    .build())
            .build();

    private StrictJson() {}

    /// @throws DecodeException without any of the text in its message
    static Object parse(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            requireStrict(text);
            return Json.decodeValue(text);
        } catch (CharacterCodingException e) {
            throw new DecodeException("not UTF-8", e);
        } catch (IOException e) {
            throw new DecodeException("not JSON in the strict sense", e);
        }
    }

    private static void requireStrict(String text) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    var _ = parser.getNumberValue();
                }
            }
        }
    }
}
