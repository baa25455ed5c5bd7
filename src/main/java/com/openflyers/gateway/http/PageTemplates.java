package com.openflyers.gateway.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// The compiled templates, for pages and letters. Any thread may use it; rendering does no input or output.
public final class PageTemplates {

    // By name and not by class, since the templates depend on this package already.
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageTemplates.class.getClassLoader(), "com.openflyers.gateway.templates");

    /// @param name   such as `client/login`
    /// @param values of its parameters, by name
    public String render(String name, Map<String, ?> values) {
        var page = new StringOutput();
        templates.render(name + ".jte", Map.copyOf(values), page);
        return page.toString();
    }
}
