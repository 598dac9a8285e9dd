"""Turn a binder into finished PDFs.

``documents`` writes the HTML of each document, ``pdf`` turns HTML into one tagged PDF, ``stamp`` finishes it
for its municipality, ``join`` joins finished PDFs into a packet and ``pdf_store`` keeps what has been made.
``maker`` does all of this for one document; ``sheet_build`` does it for a whole shelf.
"""
