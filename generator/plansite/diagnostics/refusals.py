"""Why a file cannot be read or written, and why a path must not be used."""

from __future__ import annotations

import errno

from plansite.diagnostics.problems import Message

NO_FILE = Message(
    "it is no plain file but a pipe, a socket or a device", "这不是普通文件，而是管道、套接字或设备"
)
LEADS_OUT = Message("the symbolic link leads out of the project", "符号链接指向项目之外")
NAMES_OTHERS = Message(
    "it names a file outside docs/; restore the one that was committed, or delete it and docs/ with it",
    "其中列有 docs/ 以外的文件；请恢复已提交的版本，或将它连同 docs/ 一并删除",
)
TWICE = Message(
    "content/pages/assets/ has a file of the same name; delete one of the two",
    "content/pages/assets/ 中有同名文件；请删去其中之一",
)
LEFT_OUT = Message(
    "MkDocs leaves out a folder templates/ at the top; rename it",
    "MkDocs 不收录顶层的 templates/ 目录，请改名",
)
BAD_NAME = Message(
    "the name is too long for a page, or has a control character or a backslash; rename the file",
    "文件名过长，或含有控制字符、反斜线；请改名",
)
NOTHING = Message(
    "{name} has a title or a letterhead and no text below it: there is nothing to make a plan of",
    "{name} 只有标题或版头，其下没有正文，无法生成规划",
)
LEADS_NOWHERE = Message("the symbolic link leads nowhere", "符号链接的目标不存在")
FOLDER_LINK = Message(
    "a symbolic link to a folder is not followed; copy the files here",
    "不跟随指向目录的符号链接，请把文件复制到此处",
)

_ERRNO = {
    errno.ENOENT: Message("there is no such file", "文件不存在"),
    errno.EACCES: Message("no permission", "没有权限"),
    errno.EPERM: Message("no permission", "没有权限"),
    errno.EEXIST: Message("there is a file already", "已有同名文件"),
    errno.EISDIR: Message("it is a folder", "这是一个目录"),
    errno.ENOTDIR: Message("a part of the path is no folder", "路径中有一段不是目录"),
    errno.ENOSPC: Message("the disk is full", "磁盘已满"),
    errno.EFBIG: Message("the file is larger than this system allows", "文件超过系统允许的大小"),
    errno.EDQUOT: Message("the disk quota is used up", "磁盘配额已用完"),
    errno.ENAMETOOLONG: Message("the name is too long", "文件名太长"),
    errno.EROFS: Message("the disk is read-only", "磁盘为只读"),
    errno.ELOOP: Message("the symbolic links go in a circle", "符号链接成环"),
}


class RefusedError(OSError):
    """A path exists but must not be used; `wording` says why."""

    def __init__(self, path: str, wording: Message) -> None:
        super().__init__(errno.EINVAL, wording.en, path)
        self.wording = wording


def file_error_reason(error: OSError, lang: str) -> str:
    """Return why a file could not be read or written; in the system's words if there is no translation."""
    wording = error.wording if isinstance(error, RefusedError) else _ERRNO.get(error.errno or 0)
    return wording.say(lang, {}) if wording else (error.strerror or str(error))
