package io.proconsul.bench.option;

import picocli.CommandLine.ITypeConverter;

/** How many Kafka brokers there can be. */
public final class Brokers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String given) {
        return Numbers.expect("1 or 3", given, number -> number == 1 || number == 3);
    }
}
