package io.proconsul.bench.option;

import picocli.CommandLine.ITypeConverter;

/** A number of which there must be some. */
public final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String given) {
        return Numbers.expect("a whole number of at least 1", given, number -> number >= 1);
    }
}
