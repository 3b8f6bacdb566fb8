package io.proconsul.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.proconsul.gateway.config.Configs;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkipTokensTest {

    private static final String SETTING = "proconsul.gateway.lists.token-keys";
    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";
    private static final String LIST = "consulClusters|tenant|subscription|group";

    private final SkipTokens tokens = with(ONE);

    @Test
    void leadBackToWhereTheListWas() {
        for (var position : new String[] {"app-one", "a", "Äpp.|2"}) {
            assertThat(tokens.position(LIST, tokens.of(LIST, position))).contains(position);
        }
    }

    @Test
    void leadNowhereInAnotherList() {
        var token = tokens.of(LIST, "app-one");

        assertThat(tokens.position("consulClusters|tenant|subscription|other", token))
                .isEmpty();
        assertThat(tokens.position("consulClusters|tenant|subscription|grou", tokens.of(LIST, "p|app-one")))
                .isEmpty();
    }

    @Test
    void cannotBeChangedAnywhere() {
        var token = tokens.of(LIST, "app-one");

        assertThat(IntStream.range(0, token.length()).mapToObj(at -> new StringBuilder(token)
                        .replace(at, at + 1, token.charAt(at) == '0' ? "1" : "0")
                        .toString()))
                .noneMatch(changed -> tokens.position(LIST, changed).isPresent());
        assertThat(tokens.position(LIST, token + "0")).isEmpty();
        assertThat(tokens.position(LIST, token.substring(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "app-one", "6170", "6170.", "ZZ.00", "61.\u0660"})
    void cannotBeMadeUp(String token) {
        assertThat(tokens.position(LIST, token)).isEmpty();
    }

    @Test
    void areUnderstoodByEveryInstanceWithTheKeyWhileItIsBeingReplaced() {
        var token = tokens.of(LIST, "app-one");

        assertThat(with(OTHER + "," + ONE).position(LIST, token)).contains("app-one");
        assertThat(with(OTHER).position(LIST, token)).isEmpty();
    }

    @Test
    void withoutAKeyEveryInstanceHasItsOwn() {
        var drawn = new SkipTokens(Configs.defaults());
        var token = drawn.of(LIST, "app-one");

        assertThat(drawn.position(LIST, token)).contains("app-one");
        assertThat(new SkipTokens(Configs.defaults()).position(LIST, token)).isEmpty();
    }

    @Test
    void aKeyThatCouldBeGuessedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("short"))
                .withMessage("Expected secrets of at least 32 characters in %s, found one of 5", SETTING);
    }

    private static SkipTokens with(String keys) {
        return new SkipTokens(Configs.of(Map.of(SETTING, keys)));
    }
}
