#include "engine/unpack/xml.h"

#include <expat.h>

#include <memory>
#include <new>
#include <type_traits>

#include "base/text.h"
#include "engine/unpack/damaged_workbook.h"
#include "engine/unpack/limits.h"

namespace retainwise::unpack {
namespace {

constexpr int kDeepest = 64;
constexpr int kStep = 1 << 16;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

struct Free {
  void operator()(XML_Parser parser) const { ::XML_ParserFree(parser); }
};

class Parsing {
 public:
  Parsing(const ZipEntry& entry, XmlEvents& events)
      : entry_(entry), events_(events), parser_(::XML_ParserCreate(nullptr)) {
    if (!parser_) throw std::bad_alloc();
    ::XML_SetUserData(parser_.get(), this);
    ::XML_SetElementHandler(parser_.get(), opened, closed);
    ::XML_SetCharacterDataHandler(parser_.get(), texted);
    ::XML_SetStartDoctypeDeclHandler(parser_.get(), typed);
  }

  /// Room for the next kStep bytes.
  char* buffer() {
    void* buffer = ::XML_GetBuffer(parser_.get(), kStep);
    if (buffer == nullptr) throw std::bad_alloc();
    return static_cast<char*>(buffer);
  }

  Result<void> parse(std::size_t bytes) {
    const bool last = bytes == 0;
    if (::XML_ParseBuffer(parser_.get(), static_cast<int>(bytes), last ? 1 : 0) == XML_STATUS_OK)
      return {};
    if (error_) return *std::move(error_);
    Error error =
        damaged_workbook("the part \"" + shortened(entry_.name, 80) + "\" is no well-formed XML");
    error.detail = ::XML_ErrorString(::XML_GetErrorCode(parser_.get()));
    return error;
  }

 private:
  static Parsing& self(void* place) { return *static_cast<Parsing*>(place); }

  static void opened(void* place, const char* name, const char** attributes) {
    Parsing& parsing = self(place);
    if (++parsing.depth_ > kDeepest)
      return parsing.stop(damaged_workbook("the part \"" + shortened(parsing.entry_.name, 80) +
                                           "\" nests too deep"));
    parsing.stop_at(parsing.events_.open(without_prefix(name), XmlAttributes(attributes)));
  }

  static void closed(void* place, const char* name) {
    --self(place).depth_;
    self(place).stop_at(self(place).events_.close(without_prefix(name)));
  }

  static void texted(void* place, const char* text, int length) {
    self(place).stop_at(self(place).events_.text({text, static_cast<std::size_t>(length)}));
  }

  static void typed(void* place, const char*, const char*, const char*, int) {
    self(place).stop(damaged_workbook("the part \"" + shortened(self(place).entry_.name, 80) +
                                      "\" has a document type, which workbooks do not have"));
  }

  void stop_at(const Result<void>& result) {
    if (!result.ok()) stop(result.error());
  }

  /// One more event may come after the stop; the first error stands.
  void stop(Error error) {
    if (!error_) error_ = std::move(error);
    ::XML_StopParser(parser_.get(), XML_FALSE);
  }

  const ZipEntry& entry_;
  XmlEvents& events_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  int depth_ = 0;
  std::optional<Error> error_;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char** at = list_; *at != nullptr; at += 2) {
    if (without_prefix(at[0]) == name) return at[1];
  }
  return std::nullopt;
}

Result<void> Allowance::take(std::uint64_t bytes) {
  if (bytes > left_) return unpacked_too_large(all_);
  left_ -= bytes;
  return {};
}

Result<void> read_xml(const ZipEntry& entry, XmlEvents& events, Allowance& allowance,
                      const Progress& progress) {
  Parsing parsing(entry, events);
  ZipReader reader(entry);
  while (true) {
    if (progress.cancelled()) return cancelled();
    char* buffer = parsing.buffer();
    RW_TRY(const std::size_t count, reader.read({buffer, static_cast<std::size_t>(kStep)}));
    RW_CHECK_OK(allowance.take(count));
    RW_CHECK_OK(parsing.parse(count));
    if (count == 0) return {};
  }
}

}  // namespace retainwise::unpack
