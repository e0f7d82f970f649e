"""The project's rooms: what ARCHITECTURE.md says of them and what their sources do."""
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
COMMENT_OR_TEXT = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


@dataclass
class Room:
    name: str
    front_doors: list
    may_include: set  # of room names


def rooms_of(architecture):
    """The rooms of ARCHITECTURE.md's table by name; raises ValueError where the table cannot be understood."""
    rows = re.findall(r"^\| `([a-z/]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$", architecture, re.MULTILINE)
    names = [row[0] for row in rows]
    if len(names) < 3 or len(set(names)) != len(names):
        raise ValueError(f"no table of rooms, or a room twice: {names}")

    def meant(word):
        if word in ("engine", "service"):
            return {name for name in names if name.startswith(word + "/")}
        found = {name for name in names if name == word or name.endswith("/" + word)}
        if len(found) != 1:
            raise ValueError(f"'{word}' is no room")
        return found

    rooms = {}
    for name, _, doors, includes, _ in rows:
        words = includes.split()
        allowed = set(names) if words == ["all"] else set().union(*map(meant, [w for w in words if w != "–"]))
        rooms[name] = Room(name, re.findall(r"`([^`]+)`", doors), allowed | {name})
    return rooms


def sources(folder):
    return sorted(path for ending in ("*.h", "*.cc") for path in folder.rglob(ending))


def room_of(path, rooms):
    """The room that a path below src/ lies in, or None."""
    found = [name for name in rooms if path == name or path.startswith(name + "/")]
    return max(found, key=len, default=None)


def without_comments(text):
    return COMMENT_OR_TEXT.sub(lambda match: "" if match[0].startswith("/") else match[0], text)


def forbidden_includes(src, rooms):
    """"file: includes …" for each #include that the table does not allow."""
    wrong = []
    for path in sources(src):
        inside = path.relative_to(src).as_posix()
        room = room_of(inside, rooms)
        if room is None:
            wrong.append(f"{inside}: lies in no room of ARCHITECTURE.md")
            continue
        for include in INCLUDE.findall(path.read_text()):
            target = room_of(include, rooms)
            if target is None:
                wrong.append(f"{inside}: includes \"{include}\", which lies in no room")
            elif target not in rooms[room].may_include:
                wrong.append(f"{inside}: includes \"{include}\", but {room} may not include {target}")
    return wrong
