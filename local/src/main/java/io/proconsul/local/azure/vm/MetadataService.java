package io.proconsul.local.azure.vm;

/** A machine's own metadata service, up while the machine is. */
public interface MetadataService extends AutoCloseable {
    String url();

    @Override
    void close();
}
