package io.proconsul.gateway.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.config.GatewayConfig;
import io.proconsul.gateway.error.ApiError;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a body that nobody vouches for: bounded in size and depth, one JSON object, no name twice. */
@ApplicationScoped
public class JsonBodies {

    private static final int DEPTH = 16;
    private static final int NUMBER_LENGTH = 32;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final int limit;

    public JsonBodies(GatewayConfig config) {
        this.limit = config.maxBodyBytes();
    }

    /**
     * @return the object; an empty one for an empty body
     * @throws io.proconsul.gateway.error.ApiException for a body that is too large or no JSON object
     */
    public ObjectNode read(InputStream body) throws IOException {
        var bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge(limit).asException();
        }
        if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        var node = parse(bytes);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw invalid("Expected a JSON object, found %s.".formatted(kind(node))).asException();
    }

    /** The answer to a body beyond the limit, in bytes. */
    public static ApiError tooLarge(long limit) {
        return ApiError.of(
                413, "RequestEntityTooLarge", "The body must not be larger than %d bytes.".formatted(limit), "body");
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(text(bytes));
        } catch (StreamConstraintsException e) {
            throw invalid("The JSON is nested deeper than %d levels or holds a number of more than %d characters."
                            .formatted(DEPTH, NUMBER_LENGTH))
                    .asException();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw invalid("The body is not valid JSON%s.".formatted(where)).asException();
        } catch (CharacterCodingException e) {
            throw invalid("The body is not valid UTF-8.").asException();
        }
    }

    /** Strictly: the parser itself would take other encodings, and forms of UTF-8 that hide what they hold. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String kind(JsonNode node) {
        return "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static ApiError invalid(String message) {
        return ApiError.badRequest("InvalidRequestContent", message, "body");
    }
}
