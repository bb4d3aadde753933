"""
Open311 GeoReport v2 for fault reports.

The words are those of the standard: a service is a topic, a service request is a published
fault report. https://wiki.open311.org/GeoReport_v2/
"""
