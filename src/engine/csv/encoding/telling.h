#pragma once
/// What the user is told about an encoding.
#include <string_view>

#include "engine/csv/encoding/detector.h"
#include "engine/csv/encoding/utf8_text.h"
#include "engine/csv/notes.h"

namespace retainwise::csv {

/// "bad_characters": every line of `text` with characters that could not be read as `encoding`.
void tell_bad(Notes& notes, const Utf8Text& text, std::string_view encoding);

/// "lost_characters": U+FFFD that stood in the file already.
void tell_lost(Notes& notes, std::string_view text);

/// "encoding_guessed": up to five cells beyond ASCII as read; "encoding_ambiguous": the second
/// reading.
void tell_guess(Notes& notes, const Guess& guess, std::string_view decoded);

/// "two_encodings": this line is in another encoding than most.
void tell_other_line(Notes& notes, std::int64_t line, std::string_view text,
                     std::string_view encoding, std::string_view of_file);

}  // namespace retainwise::csv
