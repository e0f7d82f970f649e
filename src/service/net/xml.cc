#include "service/net/xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace retainwise::net {
namespace {

constexpr std::size_t kMostBytes = 4U << 20U;
constexpr std::size_t kMostDepth = 16;
constexpr std::size_t kMostElements = 100'000;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class Tree {
 public:
  explicit Tree(XML_Parser parser) : parser_(parser) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &Tree::on_open, &Tree::on_close);
    XML_SetCharacterDataHandler(parser, &Tree::on_text);
    XML_SetStartDoctypeDeclHandler(parser, &Tree::on_doctype);
  }

  XmlElement& root() { return root_; }

 private:
  static Tree& self(void* tree) { return *static_cast<Tree*>(tree); }
  static void on_open(void* tree, const char* name, const char**) { self(tree).open(name); }
  static void on_close(void* tree, const char*) { self(tree).path_.pop_back(); }
  static void on_text(void* tree, const char* text, int size) {
    self(tree).path_.back()->text.append(text, static_cast<std::size_t>(size));
  }
  static void on_doctype(void* tree, const char*, const char*, const char*, int) {
    XML_StopParser(self(tree).parser_, XML_FALSE);
  }

  void open(std::string_view name) {
    if (path_.size() >= kMostDepth || ++elements_ > kMostElements) {
      XML_StopParser(parser_, XML_FALSE);
      path_.push_back(&root_);
      return;
    }
    XmlElement* element = &root_;
    if (!path_.empty()) element = &path_.back()->children.emplace_back();
    element->name = name.substr(name.find(':') + 1);
    path_.push_back(element);
  }

  XML_Parser parser_;
  XmlElement root_;
  std::vector<XmlElement*> path_;  // open elements; only the last one grows
  std::size_t elements_ = 0;
};

}  // namespace

const XmlElement* XmlElement::find(std::string_view child) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const XmlElement& each) { return each.name == child; });
  return found == children.end() ? nullptr : &*found;
}

std::string_view XmlElement::at(std::string_view child) const {
  const XmlElement* found = find(child);
  return found == nullptr ? std::string_view() : found->text;
}

Result<XmlElement> parse_xml(std::string_view text) {
  if (text.size() > kMostBytes) return unavailable("An XML answer is too long.");
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser(
      XML_ParserCreate("UTF-8"));
  if (!parser) return unavailable("No memory for an XML answer.");
  Tree tree(parser.get());
  if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1) != XML_STATUS_OK)
    return unavailable("An answer is not the XML that was expected.",
                       XML_ErrorString(XML_GetErrorCode(parser.get())));
  return std::move(tree.root());
}

}  // namespace retainwise::net
