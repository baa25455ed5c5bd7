package com.openflyers.gateway.config;

import com.openflyers.gateway.config.Value.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The content of a YAML file as full dotted keys, each with the line it stands on.
///
/// Reads the node tree and lets the library construct no objects, so a value is the text that was written (`0800`
/// stays `0800`, `no` stays `no`). Anchors and aliases are refused, for what they can unfold to; so are keys that
/// occur twice, of which YAML would silently take the last.
final class YamlKeys {

    private final String source;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private YamlKeys(String source) {
        this.source = source;
    }

    static YamlKeys read(String yaml, String source) {
        var keys = new YamlKeys(source);
        try {
            var root = new Yaml(new SafeConstructor(options())).compose(new java.io.StringReader(yaml));
            if (root != null && !isBlank(root)) {
                keys.take("", root);
            }
        } catch (MarkedYAMLException e) {
            keys.faults.add(new Fault("", null, keys.at(e), "not valid YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            keys.faults.add(new Fault("", null, source, "not valid YAML"));
        }
        return keys;
    }

    Map<String, Value> values() {
        return values;
    }

    List<Fault> faults() {
        return faults;
    }

    private void take(String key, Node node) {
        if (node.getAnchor() != null) {
            refuse(key, node, "anchors and aliases are not supported");
            return;
        }
        switch (node) {
            case MappingNode mapping -> takeMembers(key, mapping);
            case SequenceNode sequence when !key.isEmpty() -> takeList(key, sequence);
            case ScalarNode scalar when isBlank(scalar) -> put(key, new Value(Form.BLANK, List.of(), at(scalar)));
            case ScalarNode scalar when !key.isEmpty() -> put(key, Value.plain(scalar.getValue(), at(scalar)));
            default -> refuse(key, node, "expected keys and values at the top of the file");
        }
    }

    private void takeMembers(String key, MappingNode mapping) {
        for (var member : mapping.getValue()) {
            if (member.getKeyNode() instanceof ScalarNode name
                    && !name.getValue().isBlank()) {
                take(key.isEmpty() ? name.getValue() : key + "." + name.getValue(), member.getValueNode());
            } else {
                refuse(key, member.getKeyNode(), "expected a plain word as a key");
            }
        }
    }

    private void takeList(String key, SequenceNode sequence) {
        var texts = new ArrayList<String>();
        for (var item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar && item.getAnchor() == null) {
                texts.add(scalar.getValue());
            } else {
                refuse(key, item, "expected a list of plain values");
                return;
            }
        }
        put(key, new Value(Form.LIST, List.copyOf(texts), at(sequence)));
    }

    private void put(String key, Value value) {
        var first = values.putIfAbsent(key, value);
        if (first != null) {
            faults.add(new Fault(key, value.shown(), value.source(), "occurs twice, first at " + first.source()));
        }
    }

    private void refuse(String key, Node node, String rule) {
        faults.add(new Fault(key, null, at(node), rule));
    }

    private static boolean isBlank(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private String at(Node node) {
        return source + ":" + (node.getStartMark().getLine() + 1);
    }

    private String at(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? source
                : source + ":" + (e.getProblemMark().getLine() + 1);
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(1 << 20);
        return options;
    }
}
