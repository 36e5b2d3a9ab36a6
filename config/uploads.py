"""What is sent with a form is taken no further than its limit: a file, and all the files of a form."""

from django.core.files.uploadhandler import FileUploadHandler

from evidence.files import MOST_BYTES, MOST_FILES


class StopAtLimit(FileUploadHandler):
    """Passes over what comes of a file after ten megabytes and a piece, or of a form after six such files.

    It stands first, so that neither memory nor disk holds the rest. The file is there to be refused by its form, which
    sees that it is too large.
    """

    taken = 0

    def receive_data_chunk(self, raw_data, start):
        if start > MOST_BYTES or self.taken > MOST_FILES * (MOST_BYTES + self.chunk_size):
            return None
        self.taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size):
        return None
