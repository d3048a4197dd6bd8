//! As much of JSON Schema 2020-12 as `point.schema.json` uses.

use serde_json::Value;

/// Where a value is not as the schema says, and why.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    for (key, rule) in schema.as_object().expect("a schema is an object") {
        let fault = match key.as_str() {
            "$ref" => {
                let name = rule
                    .as_str()
                    .and_then(|name| name.strip_prefix("#/$defs/"))
                    .expect("a local name");
                check(root, &root["$defs"][name], value, at, faults);
                None
            }
            "anyOf" => {
                let fits = rule.as_array().expect("a list").iter().any(|one| {
                    let mut own = Vec::new();
                    check(root, one, value, at, &mut own);
                    own.is_empty()
                });
                (!fits).then(|| "fits none".to_owned())
            }
            "oneOf" => {
                let fits = |one: &&Value| {
                    let mut own = Vec::new();
                    check(root, one, value, at, &mut own);
                    own.is_empty()
                };
                let count = rule.as_array().expect("a list").iter().filter(fits).count();
                (count != 1).then(|| format!("fits {count} of them, not one"))
            }
            "type" => {
                let kinds: Vec<&str> = rule.as_str().map_or_else(
                    || rule.as_array().expect("kinds").iter().filter_map(Value::as_str).collect(),
                    |kind| vec![kind],
                );
                (!kinds.iter().any(|kind| is(kind, value)))
                    .then(|| format!("is no {}", kinds.join(" or ")))
            }
            "enum" => (!rule.as_array().expect("a list").contains(value))
                .then(|| format!("{value} is not listed")),
            "const" => (rule != value).then(|| format!("{value} is not {rule}")),
            "minimum" => value
                .as_f64()
                .filter(|number| *number < rule.as_f64().expect("a number"))
                .map(|_| "too small".to_owned()),
            "maximum" => value
                .as_f64()
                .filter(|number| *number > rule.as_f64().expect("a number"))
                .map(|_| "too large".to_owned()),
            "minLength" => value
                .as_str()
                .filter(|text| (text.len() as u64) < rule.as_u64().expect("a number"))
                .map(|_| "too short".to_owned()),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}[{index}]"), faults);
                }
                None
            }
            "properties" => {
                for (name, rule) in rule.as_object().expect("an object") {
                    if let Some(field) = value.get(name) {
                        check(root, rule, field, &format!("{at}.{name}"), faults);
                    }
                }
                None
            }
            "required" => {
                let missing = |name: &&Value| {
                    value.is_object() && value.get(name.as_str().expect("a name")).is_none()
                };
                rule.as_array()
                    .expect("a list")
                    .iter()
                    .find(missing)
                    .map(|name| format!("{name} is missing"))
            }
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false), "strict");
                let known = schema["properties"].as_object().expect("an object");
                value
                    .as_object()
                    .and_then(|fields| fields.keys().find(|name| !known.contains_key(*name)))
                    .map(|name| format!("{name} is unknown"))
            }
            "$schema" | "$id" | "title" | "description" | "readOnly" | "$defs" => None,
            other => panic!("the little validator does not know {other}"),
        };
        faults.extend(fault.map(|fault| format!("{at}: {fault}")));
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("no kind {other}"),
    }
}
