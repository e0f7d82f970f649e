#pragma once
/// The model file: docs/formats/model.md. Versions once written load for ever.
#include "base/bytes.h"
#include "base/result.h"
#include "base/sink.h"
#include "engine/model/model.h"

namespace retainwise::model {

/// Same model, same bytes.
Result<void> write(const Model& model, Sink& sink);
/// Checks magic, version, length, checksum, every bound and every reference, so that a Model that
/// was read can be scored with. kBadFile for anything else.
Result<Model> read(ByteSpan bytes);

}  // namespace retainwise::model
