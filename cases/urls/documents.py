"""The routes of documents and the printed record below one nominal, and of lists as files."""

from django.urls import path

from cases.views import documents, exports, record_print

record = [
    path("documents/", documents.documents, name="documents"),
    path("documents/add/", documents.add_document, name="add_document"),
    path("documents/<uuid:part>/", documents.change_document, name="change_document"),
    path("documents/<uuid:part>/versions/add/", documents.add_version, name="add_document_version"),
    path("documents/<uuid:part>/withdraw/", documents.withdraw_document, name="withdraw_document"),
    path("documents/versions/<uuid:part>/", documents.download, name="download_document"),
    path("documents/versions/<uuid:part>/photo/", documents.photo, name="photo"),
    path("print/", record_print.choose, name="print"),
    path("print/view/", record_print.view, name="print_view"),
    path("print/pdf/", record_print.pdf, name="print_pdf"),
]

lists = [
    path("nominals/export/", exports.ask, name="export"),
    path("files/", exports.files, name="files"),
    path("files/<uuid:key>/", exports.fetch_file, name="file"),
]
