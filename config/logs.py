"""Logs without a word of coaching: no message of an exception, as a database puts the refused row into it."""

import logging
import traceback


class Formatter(logging.Formatter):
    """Writes where an exception happened and of which kind, never what it says; below an error, only that it did."""

    def format(self, record):
        if record.levelno < logging.ERROR and record.exc_info:
            record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        return super().format(record)

    def formatException(self, exc_info):
        kind, exception, _ = exc_info
        lines = []
        while exception is not None:
            lines[:0] = [*traceback.format_tb(exception.__traceback__), f"{type(exception).__qualname__}\n"]
            exception = exception.__cause__ or exception.__context__
        return "".join(lines).rstrip() or kind.__qualname__
