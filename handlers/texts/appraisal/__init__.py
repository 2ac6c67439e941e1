"""The words of appraisal."""
