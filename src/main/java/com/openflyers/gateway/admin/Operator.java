package com.openflyers.gateway.admin;

/// Who is calling, as a verified token says.
///
/// @param subject the name in the audit
record Operator(String subject, Role role) {}
