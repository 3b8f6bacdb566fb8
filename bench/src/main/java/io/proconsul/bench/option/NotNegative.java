package io.proconsul.bench.option;

import picocli.CommandLine.ITypeConverter;

/** A number that may be none. */
public final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String given) {
        return Numbers.expect("a whole number of at least 0", given, number -> number >= 0);
    }
}
