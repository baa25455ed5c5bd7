package com.openflyers.gateway.admin;

import io.vertx.core.Future;

/// What one operation of the contract does.
interface Operation {

    Future<Answer> answer(Call call);
}
