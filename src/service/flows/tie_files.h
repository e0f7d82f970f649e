#pragma once
#include "service/flows/services.h"

namespace retainwise::flows {

/// Makes sure that database and files belong together, before anything is read, written or swept:
/// with files of another database the sweeper would remove all of them as garbage, and with another
/// place for files every row would lose its own. The database's name lies beside the files; the
/// first start writes it. kConflict "foreign_files" or "files_missing" with what to set;
/// kUnavailable may be tried again.
Result<void> tie_files(Services& services);

/// The same question, and nothing is written: ok too where the first start is still to come.
Result<void> check_tie(store::Store& store, blob::BlobStore& blobs);

}  // namespace retainwise::flows
