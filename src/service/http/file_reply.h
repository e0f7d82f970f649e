#pragma once
/// A stored file as an answer, whole or in part.
#include "service/flows/export_result.h"
#include "service/http/reply.h"
#include "service/http/request.h"

namespace retainwise::http {

/// The file as an attachment, what Range asks of it (206, 416), or 304 where it is known. Its ETag
/// is the recorded sha256.
Reply file_reply(const Request& request, flows::Export file, std::string content_type);

}  // namespace retainwise::http
