#pragma once
/// XML of office documents, as events (expat). Names come without their prefix, since every writer
/// calls its namespaces as it likes. A document type is refused: none of these documents has one,
/// and with it go entities of one's own, outside ones and those that grow.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "base/result.h"
#include "engine/unpack/zip.h"

namespace retainwise::unpack {

/// The attributes of an element that opens; valid during the call only.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** list) : list_(list) {}
  /// By name without prefix.
  std::optional<std::string_view> find(std::string_view name) const;
  std::string_view value(std::string_view name) const { return find(name).value_or(""); }

 private:
  const char** list_;  ///< expat's: name, value, name, value, null
};

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual Result<void> open(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual Result<void> close(std::string_view name) = 0;
  /// A text may come in pieces.
  virtual Result<void> text(std::string_view text) = 0;
};

/// How many bytes of XML are yet to be unpacked out of one workbook.
class Allowance {
 public:
  explicit Allowance(std::uint64_t bytes) : all_(bytes), left_(bytes) {}
  /// kBadFile "unpacked_too_large".
  Result<void> take(std::uint64_t bytes);

 private:
  std::uint64_t all_, left_;
};

/// Unpacks and reads one part. The first error of `events`; kBadFile "workbook_damaged" where the
/// part is no XML or nests deeper than such documents do; kCancelled.
Result<void> read_xml(const ZipEntry& entry, XmlEvents& events, Allowance& allowance,
                      const Progress& progress);

}  // namespace retainwise::unpack
