package com.openflyers.gateway.proxy;

/// How far an [Exchange] has come.
enum ExchangeState {
    /// No connection to an upstream yet; what the client sends is parked.
    CONNECTING,
    /// The head is sent, the body is on its way.
    SENDING,
    /// The request is sent in full, no answer has begun.
    AWAITING,
    /// An answer's head was read. The request may still be on its way.
    ANSWERING,
    /// A WebSocket: bytes pass both ways.
    TUNNELLING,
    ENDED
}
