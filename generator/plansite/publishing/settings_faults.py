"""What can be wrong with the settings in mkdocs.yml, each with what to write instead."""

from __future__ import annotations

from plansite.diagnostics.problems import Code, Message, Severity

_W = Message


def _code(name: str, message: Message, hint: Message) -> Code:
    return Code(name, Severity.ERROR, message, hint)


_DELETE = _W("delete this line", "请删去此行")
PLUGIN = _code(
    "missing-plugin",
    _W(
        "the plugin plansite is missing, so the site would not be made from the plan",
        "缺少插件 plansite，网站无法由规划生成",
    ),
    _W("write under plugins: - plansite", "请在 plugins 下写上 - plansite"),
)
DIRECTORY_URLS = _code(
    "directory-urls",
    _W(
        "use_directory_urls: false would break every link of the site",
        "use_directory_urls: false 会使全站链接失效",
    ),
    _DELETE,
)
OFFLINE = _code(
    "offline-plugin",
    _W("the plugin offline would break every link of the site", "插件 offline 会使全站链接失效"),
    _W("delete it, and pack the built site with: plansite offline", "请删去，改用 plansite offline 打包"),
)
DOCS_DIR = _code(
    "docs-dir",
    _W("docs_dir is {value}, but the pages are in docs/", "docs_dir 为 {value}，而页面在 docs/ 中"),
    _DELETE,
)
SITE_DIR = _code(
    "site-dir",
    _W("site_dir is not used", "site_dir 不起作用"),
    _W(
        "delete this line, and name the folder in the command: plansite build -d {value}",
        "请删去此行，改在命令中指定：plansite build -d {value}",
    ),
)
THEME = _code(
    "theme",
    _W(
        "the theme is {value}, but the pages are made for material",
        "主题为 {value}，而页面是为 material 制作的",
    ),
    _W("write under theme: name: material", "请在 theme 下写 name: material"),
)
FONT = _code(
    "other-host",
    _W(
        "with theme.font, every page asks another host for a font",
        "设置了 theme.font，每个页面都会向其他网站请求字体",
    ),
    _W("write under theme: font: false", "请在 theme 下写 font: false"),
)
ANALYTICS = _code(
    "other-host",
    _W(
        "with extra.analytics, every page asks another host",
        "设置了 extra.analytics，每个页面都会请求其他网站",
    ),
    _W("delete it", "请删去"),
)
REMOTE = _code(
    "other-host",
    _W("every page would ask another host for {value}", "每个页面都会向其他网站请求 {value}"),
    _W(
        "put the file into content/assets/ and write: assets/{name}",
        "请把文件放到 content/assets/ 下，并写 assets/{name}",
    ),
)
MISSING_FILE = _code(
    "missing-file",
    _W("there is no {value} in the site", "网站中没有 {value}"),
    _W(
        "put it into content/, as content/{value}, or delete this line",
        "请把它放到 content/{value}，或删去此行",
    ),
)
WITH_FOLDER = _code(
    "missing-file",
    MISSING_FILE.message,
    _W("paths are those in the site: write {path}", "这里写网站中的路径：请写 {path}"),
)
EXTENSION = _code(
    "missing-extension",
    _W(
        "without the Markdown extension {value}, ids and tables of the pages are lost",
        "缺少 Markdown 扩展 {value}，页面会丢失锚点或表格",
    ),
    _W("write under markdown_extensions: - {value}", "请在 markdown_extensions 下写上 - {value}"),
)
UNQUOTED = _code(
    "unquoted",
    _W("YAML reads {text} as {value}", "YAML 会把 {text} 读作 {value}"),
    _W('put it in quotes: "{text}"', '请加引号："{text}"'),
)
NO_TEXT = _code(
    "no-text", _W("this must be text", "这里须是文字"), _W("write it on one line", "请写在一行内")
)
NO_MAPPING = _code(
    "no-mapping",
    _W("here keys with values are expected", "这里须是若干个键和值"),
    _W("write a line for each below, as in a fresh project", "请逐行写在下面，格式同新建的项目"),
)
NO_PICTURE = _code(
    "no-picture",
    _W("{value} is not the path of a picture", "{value} 不是图片的路径"),
    _W(
        "put a picture into content/assets/ and write its path, such as assets/mark.png",
        "请把图片放到 content/assets/ 下，并写它的路径，如 assets/mark.png",
    ),
)
NO_PATH = _code(
    "no-path",
    _W(
        "{value} leads to no file of the site, wherever that is served",
        "{value} 不是站内文件的相对路径，换一个网址或子路径就会失效",
    ),
    _W(
        "put the file into content/assets/ and write: assets/{name}",
        "请把文件放到 content/assets/ 下，并写 assets/{name}",
    ),
)
SITE_URL = _code(
    "site-url",
    _W("{value} cannot be the address of the site", "{value} 不能作为网站的地址"),
    _W(
        "write http:// or https://, the host and the folder and nothing else: https://www.example.gov.cn/kxsz/",
        "只写 http:// 或 https://、域名和目录，不带其他内容：https://www.example.gov.cn/kxsz/",
    ),
)
SYNTAX = _code(
    "yaml-syntax",
    _W("YAML cannot be read here", "YAML 语法错误"),
    _W(
        "look at indents, colons and quotes in this line and the one above it",
        "请检查本行和上一行的缩进、冒号和引号",
    ),
)
UNKNOWN_LIKE = Code(
    "unknown-key",
    Severity.WARNING,
    _W("the key {key} is not known under {part}", "{part} 下没有名为 {key} 的键"),
    _W("did you mean {suggestion}?", "是否指 {suggestion}？"),
)
UNKNOWN = Code("unknown-key", Severity.WARNING, UNKNOWN_LIKE.message, _DELETE)
LACKING = Code(
    "footer-lacks",
    Severity.WARNING,
    _W(
        "the foot of a government site must have {what} (国办发〔2017〕47号)",
        "政府网站页脚应有{what}（国办发〔2017〕47号）",
    ),
    _W("write it under extra: footer: {key}", "请填写 extra 下 footer 的 {key}"),
)
DUPLICATE = _code(
    "duplicate-key",
    _W(
        "{value} stands here a second time, and the first would be dropped",
        "{value} 在此重复出现，前一处会被丢弃",
    ),
    _W("delete one of the two", "请删去其中之一"),
)
EXCLUDED = _code(
    "excluded-page",
    _W(
        "{key} leaves out docs/{value}, which other pages link to",
        "{key} 排除了 docs/{value}，而其他页面链接到它",
    ),
    _W("narrow the pattern", "请缩小范围"),
)
