package com.openflyers.gateway.observe;

/// Something measured for as long as this is open.
public interface Registration extends AutoCloseable {

    @Override
    void close();
}
