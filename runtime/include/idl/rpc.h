// What generated .rpc.h files include: everything that a client or a service names in its own
// declarations. Servers include idl/server.h besides.
#pragma once

#include "idl/async_stream.h"
#include "idl/async_stream_call.h"
#include "idl/call_options.h"
#include "idl/channel.h"
#include "idl/context.h"
#include "idl/method.h"
#include "idl/pending.h"
#include "idl/result.h"
#include "idl/server_call.h"
#include "idl/service.h"
#include "idl/stream.h"
#include "idl/stream_call.h"
#include "idl/stub.h"
#include "idl/task.h"
#include "idl/trace.h"
