package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/// The operators' pages, as templates make them.
final class Pages {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "com.openflyers.gateway.templates");

    /// @param name   of a template in `admin`
    /// @param values its parameters besides the language
    String render(String name, Language language, Map<String, ?> values) {
        var page = new StringOutput();
        var all = new HashMap<String, Object>(values);
        all.put("language", language);
        templates.render("admin/" + name + ".jte", all, page);
        return page.toString();
    }
}
