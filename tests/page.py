"""What tests ask of a page, whichever it is."""

import re

# What a strict Content-Security-Policy would refuse.
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
