package com.openflyers.gateway.account;

/// The pages of one feature in the client area.
public interface ClientPages {

    void mount(PageRoutes routes);
}
