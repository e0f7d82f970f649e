#pragma once
/// The doctor's look at what is kept: rows and the files that they name. Changes nothing.
#include "app/doctor/finding.h"
#include "base/time.h"
#include "service/blob/blob_store.h"
#include "service/flows/check_files.h"
#include "service/store/store.h"

namespace retainwise::app {

inline constexpr const char* kRestoreLast =
    "retainwise restore BACKUP --data-dir NEW   (the last backup, into a new folder)";

/// Schema, the two clocks, what waits; with kHashes also whether the database finds itself whole.
/// Where rows can be read, `readable` says so.
Findings look_at_database(store::Store& store, const Clock& clock, flows::Depth depth,
                          bool& readable);
/// That rows and files are each other's, and that every file is there.
Findings look_at_files(store::Store& store, blob::BlobStore& blobs, flows::Depth depth,
                       const flows::OnCopy& on_file);

}  // namespace retainwise::app
