package io.proconsul.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextLinkTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/list, https://a.example/list?$skipToken=new",
        "https://a.example/list?, https://a.example/list?$skipToken=new",
        "https://a.example/list?api-version=1&$top=2, https://a.example/list?api-version=1&$top=2&$skipToken=new",
        "https://a.example/list?$skipToken=old&x=%20y, https://a.example/list?x=%20y&$skipToken=new",
        "https://a.example/list?%24SkipToken=old, https://a.example/list?$skipToken=new",
        "https://a.example/%2Flist?x, https://a.example/%2Flist?x&$skipToken=new"
    })
    void isTheAddressOfThePageWithAnotherToken(String address, String next) {
        assertThat(NextLink.of(URI.create(address), "new")).isEqualTo(next);
    }
}
