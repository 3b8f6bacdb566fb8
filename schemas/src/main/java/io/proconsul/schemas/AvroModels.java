package io.proconsul.schemas;

import org.apache.avro.specific.SpecificData;

/** How Avro treats the generated classes. */
final class AvroModels {

    private AvroModels() {}

    /** The class's own model, as one that may be changed: the original is shared by all who use the class. */
    static SpecificData of(Class<?> type) {
        var model = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
        return model;
    }
}
