package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.mail.Attachment;
import java.util.HashMap;
import java.util.Map;

/// What a page does with a visit.
sealed interface View {

    record Shown(int status, String template, Map<String, ?> values) implements View {}

    /// The reader goes on to another page, which a reload shows without doing anything again.
    record Moved(String path) implements View {}

    /// A file to keep.
    record Kept(Attachment file) implements View {}

    /// There is no such page, or nothing to show on it.
    record Missing(Problem problem) implements View {}

    static View shown(Visit visit, int status, String template, Map<String, ?> values) {
        var all = new HashMap<String, Object>(values);
        all.put("frame", visit.frame());
        return new Shown(status, template, all);
    }
}
