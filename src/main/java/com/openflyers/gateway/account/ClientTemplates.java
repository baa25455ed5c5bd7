package com.openflyers.gateway.account;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;

/// The pages of the client area, as templates make them.
final class ClientTemplates {

    // By name and not by class, since the templates depend on this package already.
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ClientTemplates.class.getClassLoader(), "com.openflyers.gateway.templates");

    String render(Visit visit, View.Shown shown) {
        var values = new HashMap<>(shown.values());
        values.put("screen", visit.screen(shown));
        var page = new StringOutput();
        templates.render("client/" + shown.template() + ".jte", values, page);
        return page.toString();
    }
}
