package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.PageTemplates;
import java.util.HashMap;
import java.util.Map;

/// The operators' pages, as templates make them.
final class Pages {

    private final PageTemplates templates = new PageTemplates();

    /// @param name   of a template in `admin`
    /// @param values its parameters besides the language
    String render(String name, Language language, Map<String, ?> values) {
        var all = new HashMap<String, Object>(values);
        all.put("language", language);
        return templates.render("admin/" + name, all);
    }
}
